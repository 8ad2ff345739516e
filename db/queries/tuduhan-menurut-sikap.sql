-- Tuduhan dan bantahan menurut sikap
-- Apa yang dituduhkan, dibantah, diperingatkan, diselidiki, atau diputus menurut sumber dalam berita, dengan kutipannya. Bukan pernyataan situs ini.
-- :sikap Sikap [alleged|denied|warned|investigated|charged|convicted|acquitted]
select t.stance as sikap, t.category as perkara,
       t.source as sumber, t.source_official as sumber_id, t.accused,
       t.quote as kutipan, t.id as kutipan_id,
       t.amount_min as nilai_min, t.amount_max as nilai_maks,
       g.name as pemerintah, g.id as pemerintah_id,
       a.title as artikel, a.id as artikel_id, o.name as media, substr(a.published, 1, 10) as terbit,
       t.evidence as bukti_id
from allegations t
join articles a on a.id = t.article
left join outlets o on o.id = a.outlet
left join governments g on g.id = t.government
where t.current = 1 and (:sikap = '' or t.stance = :sikap)
order by a.published desc, t.id
limit 300
